// What Redis needs of C: hiredis' reader.
#ifndef VELLUM_CHIREDIS_SHIM_H
#define VELLUM_CHIREDIS_SHIM_H

#include <hiredis/hiredis.h>
#include <hiredis/read.h>

#endif
