"""The judgement of tipdiff as rows, each with a name and its origin."""
