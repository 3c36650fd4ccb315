"""The mini-program with every part real: the client, the server, the counter, a simulated WeChat, the sending."""
