# Reads an Atom feed from standard input as the validating parser of Ruby's rss library does; a fault is the exit code and a line.
require "rss"

begin
  feed = RSS::Parser.parse($stdin.read, validate: true, ignore_unknown_element: false)
rescue RSS::Error => fault
  abort "#{fault.class}: #{fault.message}"
end
abort "no Atom feed" unless feed.is_a?(RSS::Atom::Feed)
