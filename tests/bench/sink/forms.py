"""The parameters of a Bot API call, in each of the ways in which they may be sent. Pure."""

import json
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from tests.bench.sink.http import Request


def parameters(request: Request) -> Mapping[str, str]:
    """All of them by name; what is no text in JSON is JSON again."""
    return dict(parse_qsl(request.query)) | _of_body(request)


def _of_body(request: Request) -> dict[str, str]:
    if request.kind.startswith("multipart/"):
        return _multipart(request)
    if request.kind.startswith("application/json"):
        values = json.loads(request.body or b"{}").items()
        return {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in values
        }
    return dict(parse_qsl(request.body.decode()))


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _multipart(request: Request) -> dict[str, str]:
    head = f"Content-Type: {request.kind}\r\n\r\n".encode()
    form = BytesParser(policy=HTTP).parsebytes(head + request.body)
    return {
        str(part.get_param("name", header="content-disposition")): str(part.get_content())
        for part in form.iter_parts()
        if part.get_content_maintype() == "text"
    }
