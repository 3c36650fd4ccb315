"""What `make bench` runs: each figure with its peer beside it, measured in the same run."""
