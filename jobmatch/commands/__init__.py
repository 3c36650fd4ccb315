"""The commands, one small file for each group: they read arguments, call `flow` and print what came of it."""
