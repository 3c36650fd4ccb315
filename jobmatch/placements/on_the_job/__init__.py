"""Training at work (以工代训): agreed for a hire that stands, and claimed month by month once each has been worked."""
