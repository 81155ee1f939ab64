-- FreeSWITCH is connected to by its event socket, as Asterisk is by its manager interface.
ALTER TABLE source DROP CONSTRAINT source_kind_check;
ALTER TABLE source ADD CONSTRAINT source_kind_check CHECK (kind IN ('HTTP', 'ASTERISK', 'FREESWITCH'));
