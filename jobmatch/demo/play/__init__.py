"""The months that an invented place lives through, by the verbs that everybody uses and on a clock of its own."""
