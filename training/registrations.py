"""What the training app plugs into the ground floor. Read this first."""

from partnership.catalogue.learning import CAME_FROM
from partnership.policy import declare
from partnership.registry import Entry, add_entry, add_panel, add_register, add_searched, add_work_source
from training.catalogue import REGISTERS
from training.models import Course, WorkforceTraining
from training.searched import SEARCHED
from training.work_items import events_asked

declare("course", BM="RCUX", BSO="RCU", SCR="R", SGC="R", REP="R", TC="RCUAX", TR="R", PR="R", IG="R", RPT="R")
declare("course_event", BM="RCUX", BSO="RCU", SCR="R", SGC="R", REP="R", TC="RCUAX", TR="R", PR="R", IG="R", RPT="R")
declare("booking", BM="RX", BSO="RCU", REP="R:agency", TC="RCUX", RPT="R")
declare("training_total", BM="RCUX", BSO="RCU", SCR="R", SGC="R", TC="RCUX", RPT="R")
declare("workforce_training", BM="RCUX", BSO="RCU", SCR="R", REP="RCU:agency", TC="RCUX", RPT="R")

add_register(*REGISTERS)
add_panel(Course, CAME_FROM)
# What agencies are asked for stands under one name on their menu.
add_entry(
    Entry(
        "returns",
        "Workforce training",
        "training:workforce-training-return-list",
        "workforce_training",
        about="Your agency’s own training of its staff, as it reported it.",
        model=WorkforceTraining,
    )
)
add_searched(*SEARCHED)
add_work_source(20, events_asked)
