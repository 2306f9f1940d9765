"""What people take away on paper: sheets, as plain text or as one page for a browser.

Paper is found: by itself it names neither this program nor the person. A page for a browser loads
nothing from anywhere, has no scripts, and prints on A4 and A5.
"""
