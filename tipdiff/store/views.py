"""Views: the common questions, for people who ask the database themselves (docs/database.md).

`tipdiff` does not ask them. The order of sources is that of the default settings.
"""

from __future__ import annotations

CURRENT_NARRATIVES = """
SELECT id, series, iso3, country, edition, source, partial, tier, tier_move, waiver, characters,
       url, captured_at, sha256
FROM (
    SELECT n.*, c.url, c.captured_at, c.sha256, row_number() OVER (
        PARTITION BY n.series, n.iso3, n.edition
        ORDER BY n.partial,
            CASE n.source WHEN 'state_gov' THEN 1 WHEN 'state_gov_archive' THEN 2
                WHEN 'ecoi' THEN 3 WHEN 'refworld' THEN 4 WHEN 'saved_file' THEN 5
                WHEN 'gvnet' THEN 6 ELSE 7 END,
            c.captured_at, c.rowid, n.id
    ) AS place
    FROM narratives n JOIN captures c ON c.id = n.capture
)
WHERE place = 1
"""

RECOMMENDATIONS = """
SELECT s.id AS statement, n.iso3, n.country, n.edition, n.tier, s.rank, s.text,
       (SELECT group_concat(theme, ', ') FROM statement_themes WHERE statement = s.id) AS themes,
       n.source, n.partial, n.url, n.sha256
FROM current_narratives n JOIN statements s ON s.narrative = n.id
WHERE s.role = 'recommendation'
"""

THEMED_STATEMENTS = """
SELECT t.theme, n.iso3, n.country, n.edition, n.tier, s.role, s.kind AS section, s.text,
       s.id AS statement, n.url, n.sha256
FROM current_narratives n JOIN statements s ON s.narrative = n.id
JOIN statement_themes t ON t.statement = s.id
"""

TOTALS = """
SELECT n.iso3, n.country, f.measure, CAST(f.period AS INTEGER) AS year, n.edition,
       CASE WHEN CAST(f.period AS INTEGER) >= n.edition - 1 THEN 'current' ELSE 'restated' END
           AS told,
       f.value, f.unit, f.qualifier, f.evidence, n.url, n.sha256
FROM current_narratives n JOIN figures f ON f.narrative = n.id
WHERE f.period GLOB '[12][0-9][0-9][0-9]'
"""

TIER_HISTORY = """
WITH told AS (
    SELECT iso3, edition, tier, 'narrative' AS told_by, source, sha256, 1 AS place
    FROM current_narratives WHERE series = 'tip' AND tier IS NOT NULL
    UNION ALL
    SELECT r.iso3, r.edition, r.tier, 'table', r.source, c.sha256, 2
    FROM tier_rows r JOIN captures c ON c.id = r.capture
    WHERE r.iso3 IS NOT NULL AND r.confidence NOT LIKE 'suspect%'
      AND c.rowid = (SELECT o.rowid FROM captures o WHERE o.url = c.url AND o.status = c.status
                     ORDER BY o.captured_at DESC, o.rowid DESC LIMIT 1)
), first AS (
    SELECT iso3, edition, min(place) AS place FROM told GROUP BY iso3, edition
)
SELECT iso3, edition, CASE count(DISTINCT tier) WHEN 1 THEN min(tier) END AS tier, told_by,
       group_concat(DISTINCT source) AS sources, min(sha256) AS sha256
FROM told JOIN first USING (iso3, edition, place)
GROUP BY iso3, edition
"""

CHANGES = """
SELECT o.series, n.iso3, n.country, o.edition AS old_edition, n.edition AS new_edition, c.id,
       c.label, c.kind, c.subject, c.section, c.direction, c.significance,
       (SELECT group_concat(s.text, ' ') FROM json_each(c.old_statements) j
        JOIN statements s ON s.id = j.value) AS old_text,
       (SELECT group_concat(s.text, ' ') FROM json_each(c.new_statements) j
        JOIN statements s ON s.id = j.value) AS new_text,
       o.url AS old_url, n.url AS new_url
FROM change_rows c JOIN current_narratives o ON o.id = c.old
JOIN current_narratives n ON n.id = c.new
"""

VIEWS = {
    name: f'CREATE VIEW "{name}" AS {sql.strip()}'
    for name, sql in (
        ("current_narratives", CURRENT_NARRATIVES),
        ("recommendations", RECOMMENDATIONS),
        ("themed_statements", THEMED_STATEMENTS),
        ("totals", TOTALS),
        ("tier_history", TIER_HISTORY),
        ("changes", CHANGES),
    )
}
"""Each view as SQLite keeps it, those first that others ask."""
