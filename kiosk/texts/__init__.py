"""Every sentence a person reads, in es, pt and en; imports the domain only."""
