"""How a command of ours ends when it is told to."""

import asyncio
import signal


def end_on_signals() -> None:
    """Told to stop, we unwind: every process that was started here ends with us."""
    if task := asyncio.current_task():
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
