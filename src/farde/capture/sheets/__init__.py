"""The sheets that are printed to be laid between documents before they are scanned."""
