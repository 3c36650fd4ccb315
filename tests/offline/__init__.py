"""The folder that goes on PYTHONPATH, so that every Python process which tests start stays offline."""
