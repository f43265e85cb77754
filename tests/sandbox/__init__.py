"""The sandbox behaves like the Telegram it stands for."""
