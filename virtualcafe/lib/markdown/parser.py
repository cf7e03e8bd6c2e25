"""What of Markdown the café reads, and how it draws it. Its output is not sanitised yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from virtualcafe.lib.markdown import highlight, links, mathematics, mentions, spoilers, tasks

#: Of one message; past it code is shown without colours.
MAX_HIGHLIGHTED = 1_200
#: Blocks inside blocks, and links inside emphasis inside links.
MAX_NESTING = 16


def html_of(text: str, people: Mapping[str, int]) -> str:
    return str(_markdown.render(text, {mentions.PEOPLE: people}))


class _Renderer(RendererHTML):
    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        language = token.info.split()[0] if token.info.strip() else ""
        spent = env["highlighted"] = env.get("highlighted", 0) + len(token.content)
        language = language if spent <= MAX_HIGHLIGHTED else ""
        code = highlight.highlighted(token.content, language)
        return f'<pre><code class="highlight">{code}</code></pre>\n'

    def math_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return mathematics.drawn(tokens[idx].content, env, block=tokens[idx].markup == "$$")

    def math_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<p>{mathematics.drawn(tokens[idx].content.strip(), env, block=True)}</p>\n"


def _parser() -> MarkdownIt:
    options = {"html": False, "breaks": True, "maxNesting": MAX_NESTING, "xhtmlOut": False}
    parser = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    # A line of dashes under a sentence is a rule in a chat, not a heading.
    parser.enable(["table", "strikethrough"]).disable(["image", "lheading", "html_inline"])
    for teach in (mathematics.teach, mentions.teach, tasks.teach, spoilers.teach, links.teach):
        teach(parser)
    return parser


_markdown = _parser()
