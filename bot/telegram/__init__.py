"""The Telegram edge: transport, rate limiter, messenger, application."""
