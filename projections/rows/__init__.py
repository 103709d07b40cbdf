"""The shape of what reports print: one typed class a row, a total and a whole report, with help for every field.

JSON is these objects. Frames, CSV, workbooks, Markdown's tables of data and `docs/report-json.md` derive their columns
from them (`fields`), so that a field added here is in every output.
"""
