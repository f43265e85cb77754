"""What shall go wrong on purpose, and how often."""

from dataclasses import dataclass
from enum import StrEnum

from sandbox.methods import GET_UPDATES, METHODS
from sandbox.wire import Refusal, bad_request, forbidden, moved, too_many

ANY = "*"


class Kind(StrEnum):
    """The ways in which a call can fail."""

    THROTTLE = "throttle"
    FORBIDDEN = "forbidden"
    BAD_REQUEST = "bad_request"
    MIGRATE = "migrate"
    SERVER_ERROR = "server_error"
    BAD_GATEWAY = "bad_gateway"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    SWALLOW = "swallow"
    SLOW = "slow"
    UNAUTHORIZED = "unauthorized"


@dataclass(slots=True, kw_only=True)
class Fault:
    """One way to fail, for a method (or any), in a chat (or any)."""

    kind: Kind
    method: str = ANY
    chat_id: int | None = None
    times: int | None = 1
    """How often; None until cleared."""
    value: str | float | None = None

    def meets(self, method: str, chat_id: object) -> bool:
        """Whether it is meant for this call."""
        right_method = self.method == ANY or self.method.lower() == method
        return right_method and self.chat_id in {None, chat_id}

    def seconds(self, default: float) -> float:
        """The value as a number."""
        return default if self.value is None else float(self.value)

    def refusal(self) -> Refusal | None:
        """What Telegram answers; None where the fault lies in the connection."""
        match self.kind:
            case Kind.THROTTLE:
                return too_many(int(self.seconds(1)))
            case Kind.FORBIDDEN:
                return forbidden(str(self.value or "bot was blocked by the user"))
            case Kind.BAD_REQUEST:
                return bad_request(str(self.value or "chat not found"))
            case Kind.MIGRATE:
                return moved(int(self.seconds(0)))
            case Kind.SERVER_ERROR:
                return Refusal(500)
            case Kind.UNAUTHORIZED:
                return Refusal(401)
            case _:
                return None


class Faults:
    """The faults that wait for their call."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(
        self,
        kind: str,
        *,
        method: str = ANY,
        chat_id: int | None = None,
        times: int | None = 1,
        value: str | float | None = None,
    ) -> Fault:
        """The next `times` calls of the method fail in this way; `ValueError` for nonsense."""
        fault = Fault(kind=Kind(kind), method=method, chat_id=chat_id, times=times, value=value)
        if method.lower() not in {ANY, GET_UPDATES, *METHODS}:
            raise ValueError(f"the sandbox knows no method {method!r}")
        if times is not None and times < 1:
            raise ValueError("times is at least 1, or null for always")
        if fault.kind is Kind.MIGRATE and not fault.seconds(0):
            raise ValueError("migrate needs the new chat's id as its value")
        if fault.kind in {Kind.THROTTLE, Kind.SLOW, Kind.SWALLOW}:
            fault.seconds(1)  # must be a number
        self.waiting.append(fault)
        return fault

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The fault meant for this call, used up by one."""
        for fault in self.waiting:
            if fault.meets(method, chat_id):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times == 0:
                        self.waiting.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self.waiting.clear()
