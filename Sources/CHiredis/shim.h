// What Redis needs of C: hiredis' reader and formatter, and one call of glibc for starting a private server.
#ifndef VELLUM_CHIREDIS_SHIM_H
#define VELLUM_CHIREDIS_SHIM_H

#include <hiredis/hiredis.h>
#include <hiredis/read.h>
#include <spawn.h>

// In glibc since 2.34, declared by it only under _GNU_SOURCE.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int lowest);

#endif
