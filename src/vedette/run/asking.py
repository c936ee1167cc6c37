"""Ask the configured language model whether evidence carries a sentence: how likely it says yes.

One word is asked for, with the likelihood of the words it might have been: a server must tell
these (`logprobs`, as llama.cpp and vLLM do). Sent are a sentence of the checked text and the few
sentences of the documents nearest to it.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from vedette.brief.check.asked import Ask
from vedette.errors import BadArgumentError
from vedette.run.completions import NoAnswer, complete, line_to
from vedette.run.config import RewritingSettings

_OPTIONS = {
    "temperature": 0,
    "stream": False,
    "max_tokens": 1,
    "logprobs": True,
    "top_logprobs": 20,
}
_YES, _NO = "yes", "no"


def asker(
    settings: RewritingSettings,
    *,
    tell: Callable[[str], None] = lambda _: None,
    environ: Mapping[str, str] = os.environ,
) -> Ask:
    """Return a function that asks the configured model.

    `tell` is told what is sent, and where to. Raises BadArgumentError where no model is
    configured; the function does where one gives no answer that can be read.
    """
    line = line_to(settings, environ)
    tell(f"Asking {line.model} at {line.host} of each sentence, with the words nearest to it")

    def ask(messages: Sequence[dict[str, str]]) -> float:
        try:
            return odds(complete(line, messages, _OPTIONS))
        except NoAnswer as error:
            step = "Look at the server, or leave --ask out"
            raise BadArgumentError(str(error), where="--ask", next_step=step) from error

    return ask


def odds(body: bytes) -> float:
    """Return the logarithm of the odds of yes against no as the first word of an answer.

    A word that is not among the likeliest counts as the least likely of them. Raises NoAnswer.
    """
    found = _likeliest(body)
    told = {word: [v for w, v in found if w == word] for word in (_YES, _NO)}
    if not any(told.values()):
        raise NoAnswer("the model answers neither yes nor no")
    least = min(value for _, value in found)
    return max(told[_YES], default=least) - max(told[_NO], default=least)


def _likeliest(body: bytes) -> list[tuple[str, float]]:
    try:
        data: Any = json.loads(body)
        rows = data["choices"][0]["logprobs"]["content"][0]["top_logprobs"]
        found = [(str(row["token"]).strip().lower(), float(row["logprob"])) for row in rows]
    except (ValueError, LookupError, TypeError) as error:
        raise NoAnswer("the server does not tell how likely its words are") from error
    if not all(math.isfinite(value) for _, value in found):
        raise NoAnswer("the server does not tell how likely its words are")
    return found
