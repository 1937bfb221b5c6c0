-- How often the engine errs, a class a row; nothing where another engine has read the articles. :input is a JSON array of rows, as src/report/audit.c makes them from model/errors.tsv.
SELECT json_extract(value, '$.class') AS class, json_extract(value, '$.marked') AS marked, json_extract(value, '$.found') AS found,
       json_extract(value, '$.right') AS right, json_extract(value, '$.as_named') AS as_named, json_extract(value, '$.as_people') AS as_people,
       json_extract(value, '$.as_vague') AS as_vague, json_extract(value, '$.as_agency') AS as_agency,
       json_extract(value, '$.as_unresolved') AS as_unresolved, json_extract(value, '$.missed') AS missed,
       json_extract(value, '$.invented') AS invented, json_extract(value, '$.model') AS model, json_extract(value, '$.data') AS data
FROM json_each(:input) WHERE json_extract(value, '$.measured') ORDER BY key
