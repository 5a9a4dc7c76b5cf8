"""A worker process and the two threads that move its messages; nothing here ever blocks the caller.

Free of bpy. Pipes can't be read without blocking on Windows, so one thread reads the child's stdout into a
queue and another writes to its stdin (a large mesh is more than a pipe holds). Neither thread touches
Blender.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from ...inference.wire import Message, WireError, encode, read_message

log = logging.getLogger(__name__)

LOG_TAIL_BYTES = 4000


class WorkerProcess:
    """One child process. Make it with `start`."""

    def __init__(self, process: subprocess.Popen[bytes], log_path: Path | None) -> None:
        self._process = process
        self._log_path = log_path
        self._incoming: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._outgoing: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._output_ended = threading.Event()
        self._fault = ""
        self._threads = [
            threading.Thread(target=self._read, name="semgrasp-read", daemon=True),
            threading.Thread(target=self._write, name="semgrasp-write", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @classmethod
    def start(cls, command: Sequence[str], log_path: Path | None = None) -> WorkerProcess:
        """Starts the child; its stderr goes to the log file. Raises OSError where that fails."""
        flags = 0
        if sys.platform == "win32":
            # No console window, and Ctrl-C or Ctrl-Break in Blender's console stays Blender's.
            flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        with contextlib.ExitStack() as stack:
            errors = stack.enter_context(log_path.open("wb")) if log_path else subprocess.DEVNULL
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                creationflags=flags,
                start_new_session=sys.platform != "win32",
            )
        return cls(process, log_path)

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the child runs and its output is still a stream of messages."""
        return self._process.poll() is None and not self._output_ended.is_set()

    @property
    def return_code(self) -> int | None:
        """Exit code, None while it runs."""
        return self._process.poll()

    @property
    def fault(self) -> str:
        """What was wrong with the child's output, empty where nothing was."""
        return self._fault

    def send(self, message: Message) -> None:
        """Queues a message for the child."""
        self._outgoing.put(message)

    def receive(self) -> list[Message]:
        """The messages that have arrived since the last call."""
        messages = []
        # `empty` first: after it says so once, only later messages can come, and they wait for the next call.
        while not self._incoming.empty():
            messages.append(self._incoming.get())
        return messages

    def drained(self) -> bool:
        """Whether the child has gone and every message of its has been received."""
        return self._output_ended.is_set() and self._incoming.empty()

    def log_tail(self) -> str:
        """The last lines of the child's log."""
        if self._log_path is None:
            return ""
        try:
            with self._log_path.open("rb") as stream:
                stream.seek(0, 2)
                stream.seek(max(0, stream.tell() - LOG_TAIL_BYTES))
                return stream.read().decode(errors="replace").strip()
        except OSError:
            return ""

    def kill(self) -> None:
        """Ends the child at once and waits until it has gone."""
        if self._process.poll() is None:
            self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2.0)
        self._outgoing.put(None)

    def close(self) -> None:
        """Ends the child and the threads; safe to call twice."""
        self.kill()
        for thread in self._threads:
            thread.join(timeout=2.0)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while (message := read_message(stream)) is not None:
                self._incoming.put(message)
        except (WireError, OSError, ValueError) as error:
            self._fault = str(error)
            log.warning("the worker's output is broken: %s", error)
        finally:
            self._output_ended.set()

    def _write(self) -> None:
        stream = self._process.stdin
        assert stream is not None
        try:
            while (message := self._outgoing.get()) is not None:
                stream.write(encode(message))
                stream.flush()
        except (OSError, ValueError, WireError) as error:
            # The child went away or never read: the reading thread and the job's clock tell the user.
            log.info("a message could not be written: %s", error)
