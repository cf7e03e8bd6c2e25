from __future__ import annotations

from django.urls import path

from virtualcafe.focus.tasks import views

urlpatterns = [
    path("goals/", views.show, name="goals"),
    path("goals/done/", views.done, name="tasks-done"),
    path("goals/tasks/", views.add, name="tasks-add"),
    path("goals/tasks/<int:task_id>/", views.edit, name="task"),
    path("goals/tasks/<int:task_id>/<str:act>/", views.do, name="task-do"),
    path("goals/now/", views.say_goal, name="say-goal"),
    path("goals/outcome/<int:session_id>/", views.say_outcome, name="say-outcome"),
    path("goals/parked/", views.park, name="park"),
    path("goals/parked/<int:parked_id>/<str:act>/", views.do_parked, name="parked-do"),
]
