"""Reports: the ledger of every month, the county's tables and figures that are counted from it, and their files."""
