"""The portal's pages: views (what a page says), templates (how it looks), and the lessons' HTML."""
