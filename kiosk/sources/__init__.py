"""Where registrations come from; reads them and hands over plain rows, stores nothing."""
