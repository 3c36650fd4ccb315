"""Rebuilds the title coder's model from tables and development titles: `python -m benchmarks.titles.rebuild`."""

import sys
from pathlib import Path

import jobmatch.matching.vocabulary
from benchmarks.titles.examples import FOLDS, development_titles, fold_numbers, table_examples
from benchmarks.titles.learning import calibrate, examples_of, learn, learn_in_folds
from jobmatch.matching.vocabulary.coder_model import MODEL_FILE, to_bytes


def main() -> None:
    """Learns with all titles; the chances come from five coders, each judged on titles that it had not seen."""
    examples = development_titles()
    numbers = fold_numbers(examples)
    coders = learn_in_folds(examples)
    calibration = calibrate([(coders[fold], examples_of(examples, numbers, fold)) for fold in range(FOLDS)])
    data = to_bytes(learn(examples + table_examples(), calibration))
    path = Path(jobmatch.matching.vocabulary.__file__).parent / "data" / MODEL_FILE
    path.write_bytes(data)
    sys.stdout.write(f"{path.name}: {len(data):,} bytes, calibration {calibration}\n")


if __name__ == "__main__":
    main()
