"""The API does what its description says, whatever it is asked: schemathesis makes the requests."""

from __future__ import annotations

import contextlib
import json

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from web_samples import fill

from vedette.run import linking, stories
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app

API = "/api/v1"
HERE = "http://localhost:8765"
EXAMPLES = 6  # for each call; all of them together take seconds


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    path = tmp_path_factory.mktemp("described") / "store.db"
    fill(path)
    with open_store(str(path)) as store:
        linking.link(store)
        stories.group(store)
    return create_app(Settings(store=str(path)))


@pytest.fixture(scope="module")
def described(app):
    return schemathesis.openapi.from_asgi(
        f"{API}/openapi.json", app, headers={"Host": "localhost:8765"}
    )


CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_finds_a_fault_or_an_answer_that_is_not_described(app, described, mode):
    headers = {"Host": "localhost:8765", "X-CSRF-Token": app.state.visitors.proof_alone}
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            nonlocal asked
            asked += 1
            case.call_and_validate(headers=headers, checks=CHECKS, timeout=120)

        with contextlib.suppress(Unsatisfiable):  # what takes nothing cannot be asked wrongly
            ask()
    assert asked > 100


def test_every_call_has_a_name_a_summary_words_and_an_example(app):
    document = app.openapi()
    operations = [each for item in document["paths"].values() for each in item.values()]
    names = [each["operationId"] for each in operations]
    assert len(names) == len(set(names)) > 30
    for each in operations:
        assert each["summary"]
        assert each["tags"]
        for parameter in each.get("parameters", ()):
            if parameter["in"] == "query":
                assert parameter.get("description"), (each["operationId"], parameter["name"])
        if each["operationId"] == "log_out":
            continue
        assert any(
            "example" in answer.get("content", {}).get("application/json", {})
            for answer in each["responses"].values()
        ), each["operationId"]
    assert {path for path in document["paths"] if not path.startswith(API)} == set()


def test_the_description_is_small_and_names_no_other_host(app):
    text = json.dumps(app.openapi())
    assert len(text) < 150_000
    assert "http://" not in text
    assert "#/components/responses/Problem" in text
