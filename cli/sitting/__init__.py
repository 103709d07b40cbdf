"""One article, one sitting: what a source tells is drafted event after event, and recorded as one batch."""
