"""Everything that keeps text of strangers in its place. Each guard has mutants."""

from generator.render.printers import Printers

PRINTERS = frozenset(
    f"printers.{name}" for name in vars(Printers) if not name.startswith("_")
)
GUARDS = {
    "HTML": "text of documents on the page of a review",
    "Markdown of a review": "text of documents in the report for a pull request",
    "account of rows": "no table row is lost",
    "base URLs": "where an SDK calls by default, and what callers may say instead",
    "code check": "what was printed is one string or one comment of the file",
    "depth": "how deep types, examples and settings nest",
    "document text": "text of documents has no implicit form",
    "edited files": "what a person wrote is not overwritten",
    "encoding": "the input is UTF-8",
    "headers": "no value of a header begins another one",
    "links in the input": "only files of the folder are read",
    "links in the output": "only files of the output are written",
    "manifest": "what a run left is believed only if it can be true",
    "marks": "a printed text is whole",
    "one file on some system": "names differ by more than case and Unicode form",
    "origin of secrets": "secrets of the environment go to servers of the docs",
    "overlay": "no unknown entry is taken for nothing",
    "path values": "a value stays one segment of a path",
    "paths": "what is written is below the output, on every system",
    "redirects": "where an answer may lead, and with what",
    "revisions": "a repository decides nothing about how it is read",
    "samples": "YAML of a vendor unfolds to nothing large, and makes nothing",
    "secrets": "no secret is shown",
    "size": "how much of one thing is read",
    "size of answers": "how much of an answer is held",
    "templates": "templates print finished text, and nothing is left out unseen",
    "terminal": "no text of documents acts on a terminal",
    "uploads": "no file name leaves its folder",
    "visible characters": "no character that nobody sees is printed",
    "whole trees": "an output is the old one or the new one",
    "workers": "work in copies of the process gives what work in one gives",
    "workflow commands": "no finding begins another command",
}
