"""Whatever is typed, pasted or imported as a title is read and coded without an error, the same way each time."""

import time

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.matching.vocabulary.coder import TitleCoder
from jobmatch.matching.vocabulary.similar import similar

VOCABULARY = Vocabulary.load()
CODER = TitleCoder.load()
PIECES = st.sampled_from(
    ["普工", "车工", "招聘", "5-6k", "（", "】", "+", "/", " ", "不", "酒店", "電焊", "ＱＣ", "保", "J123", "聘"]
)
TITLES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join))


@given(TITLES)
def test_any_text_is_read_and_coded(text: str) -> None:
    reading = VOCABULARY.read(text)
    assert reading.ask or reading.occupation is not None
    assert reading == VOCABULARY.read(text)
    coding = CODER.code(text)
    assert coding == CODER.code(text)
    assert coding.codes or coding.ask
    assert similar(text, [text, "保安"])


def test_a_whole_advert_in_place_of_a_title_is_read_by_its_beginning_and_in_a_moment() -> None:
    advert = "诚聘焊工" + "，五险一金（包吃住）月薪8000" * 20_000
    began = time.process_time()
    coding = CODER.code(advert)
    assert coding.codes[0].code == "6-18-02-04"
    assert VOCABULARY.read(advert).occupation == VOCABULARY.read("焊工").occupation
    assert time.process_time() - began < 5
