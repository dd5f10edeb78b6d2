-- Two days tell a dossier from most others of its unit: they go with its code.
update vanished_dossier set received_on = null, returned_on = null where code like 'x-%';
