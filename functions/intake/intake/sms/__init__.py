"""Text messages: SMS and WhatsApp, each a short turn of a conversation that we remember."""
