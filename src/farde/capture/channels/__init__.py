"""The ways by which files reach the queue without a person at the desk: folder, REST, mailbox."""
