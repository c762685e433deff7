import HTTPCore
import Page
import Testing
