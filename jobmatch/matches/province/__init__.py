"""The lists of a whole province: part by part, kept in files, gone on with after a kill, on one machine or several."""
