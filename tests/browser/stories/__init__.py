"""The mini-program with every part real: the client, the server, the counter's pages, a simulated WeChat, the sending."""
