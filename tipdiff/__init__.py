"""tipdiff archives the country narratives of the Trafficking in Persons Report and compares them.

fetchers/ --> fetch --> archive --> parse --> align --> compare --> report --> deliver
 where         bytes     capture    narrative   links    changes     digest     e-mail
"""

__version__ = "0.1.0"
