"""Rows and cells: CSV, XLSX and Parquet, in and out."""
