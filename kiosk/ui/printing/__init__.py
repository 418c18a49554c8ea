"""The screens of printing: queue, printers and their set-up; they draw states, decide nothing."""
