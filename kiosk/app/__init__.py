"""The composition root: workers, controllers and wiring; the only place that knows all."""
