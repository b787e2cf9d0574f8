"""Read a rendered page back: what it shows, loads and leaves open."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br", "input", "img", "link", "hr", "wbr", "rect", "line", "circle", "path"}


class Page(HTMLParser):
    """A page as lists: tags with their attributes, words by language, figures, headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.broken: list[str] = []
        self.words: dict[str, list[str]] = {"fr": [], "en": []}
        self.svgs: list[dict[str, str]] = []
        self.headings: list[int] = []
        self.feed(html)
        self.close()
        self.broken += [tag for tag, _ in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        self.tags.append((tag, held))
        if tag == "svg":
            self.svgs.append(held)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append((tag, held))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            self.broken.append(f"</{tag}> closes {self.open[-1][0] if self.open else 'nothing'}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        names = [tag for tag, _ in self.open]
        if "style" in names or "script" in names:
            return
        if "title" in names and "svg" in names:
            figure = next(held for tag, held in reversed(self.open) if tag == "svg")
            figure["title"] = figure.get("title", "") + data
        langs = [held["lang"] for tag, held in self.open if held.get("lang") and tag != "html"]
        for lang in langs[-1:] or ("fr", "en"):
            self.words[lang].append(data)

    def text(self, lang: str) -> str:
        """What a reader of one language sees, spaces made one."""
        return " ".join(" ".join(self.words[lang]).replace("\n", " ").split(" "))

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such tag."""
        return [held for name, held in self.tags if name == tag]
