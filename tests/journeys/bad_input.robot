*** Settings ***
Documentation       What cannot be filed is refused in words that help, and nothing given is asked twice.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed
Test Setup          Begin with one file
Test Tags           essential


*** Test Cases ***
A file that is not what it says is refused, and the rest of the form is kept
    Choose the file    ${NOT_A_PDF}
    Find the dossier by name    ${TYPED}    ${NUMBER}
    Choose    document_type    FACTURES_CHARGES_MEDICALES
    Choose    channel    Guichet
    Received on    2026-03-02
    Fill Text    id=field-sender    Clinique du Hêtre
    File it
    The form says    file    Le fichier porte l'extension d'un PDF    Numérisez à nouveau
    The choice is kept    document_type    FACTURES_CHARGES_MEDICALES
    The choice is kept    channel    Guichet
    The field keeps    received_on    2026-03-02
    The field keeps    sender    Clinique du Hêtre
    Get Property    id=field-dossier    value    contains    ${NUMBER}
    The form does not complain of    dossier
    The page fits the window

A missing reception date is named, and the file is not asked again
    Choose the file    ${SCAN}
    Find the dossier by name    ${TYPED}    ${NUMBER}
    Choose    document_type    FACTURES_CHARGES_MEDICALES
    File it
    The form says    received_on    La date de réception manque.    Indiquez le jour
    The file is kept
    Received today
    File it
    The message says    Le document est classé dans le dossier ${NUMBER}.

An unknown dossier is named, and the file is not asked again
    Choose the file    ${SCAN}
    Fill Text    id=field-dossier    1999-000000
    Choose    document_type    FACTURES_CHARGES_MEDICALES
    Received today
    File it
    The form says    dossier    Aucun dossier ne porte ce numéro.    Cherchez la personne
    The field keeps    dossier    1999-000000
    The file is kept
    Find the dossier by name after clearing    ${TYPED}    ${NUMBER}
    File it
    The message says    Le document est classé dans le dossier ${NUMBER}.

All mistakes are told at once
    File it
    The form says    file    Aucun fichier n'a été joint.    Choisissez le fichier
    The form says    document_type    Le type de document manque.    Choisissez une valeur
    The form says    received_on    La date de réception manque.    Indiquez le jour


*** Keywords ***
Begin with one file
    Sign in as    scan1
    Open the page of one file

Find the dossier by name after clearing
    [Arguments]    ${typed}    ${number}
    Clear Text    id=field-dossier
    Find the dossier by name    ${typed}    ${number}
