#!/bin/sh
# Run once by the PostgreSQL image, on a new volume. The role of the application is no superuser: one
# would pass through the walls between centres (row-level security).
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set password="$(cat /run/secrets/application)" <<'SQL'
CREATE ROLE maillage LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE DATABASE maillage OWNER maillage ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE maillage FROM PUBLIC;
SQL
