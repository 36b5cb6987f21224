*** Settings ***
Documentation       A service wants a new word; another decides; from then on scans are filed under it.
...                 The first three tests are one story.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed


*** Variables ***
${TERM}     Contrat d'intérim ${WIDTH}
${TYPE}     id=type-attestations-emploi
${KIND}     id=kind-contrat-de-travail
${OTHER}    css=#type-attestations-donnees-bancaires > .farde-tree-row


*** Test Cases ***
A SPOC finds the type in the tree and proposes an entry under it
    [Tags]    essential
    Sign in as    spoc1
    The desk is    thesaurus
    The page fits the window
    Type Text    id=thesaurus-filter    àttestations EMPLOI
    Wait For Condition    Text    id=thesaurus-found    contains    trouvé
    Wait For Elements State    id=type-factures-charges-divers    hidden
    Get Element Count    ${TYPE} >> css=mark    >=    2
    Click    ${TYPE} >> css=.farde-tree-label >> nth=0
    The page fits the window
    Click    id=propose-create
    The page fits the window
    Click    text="Relire avant d'envoyer"
    Get Text    id=propose-errors    contains    Le libellé français manque
    Fill Text    id=field-title    ${TERM}
    Fill Text    id=field-why    Le guichet en reçoit chaque semaine.
    Click    text="Relire avant d'envoyer"
    Get Text    id=propose-check    contains    ${TERM}
    Click    text="Envoyer la proposition"
    The message says    Votre proposition est envoyée
    Get Text    id=term-state    ==    Proposé

A records manager, who is not its author, accepts it
    [Tags]    essential
    Sign in as    records1
    Click    id=farde-nav-thesaurus
    Click    text="Propositions"
    The page fits the window
    VAR    ${proposal}    css=.farde-proposal:has-text("${TERM}") >> nth=0
    Get Text    ${proposal}    contains    Samira Leroy
    Get Text    ${proposal}    contains    Le guichet en reçoit chaque semaine.
    Click    ${proposal} >> text="Accepter"
    The message says    La proposition est acceptée
    Get Text    css=#proposals-decided .farde-proposal >> nth=0    contains    ${TERM}

The scan team files under it
    [Tags]    essential
    Sign in as    scan1
    Open the page of one file
    Choose the file    ${SCAN}
    Find the dossier by name    ${TYPED}    ${NUMBER}
    Choose    document_type    ATTESTATIONS EMPLOI
    Choose    document_kind    ${TERM}
    Received today
    File it
    The message says    Le document est classé dans le dossier ${NUMBER}.
    Sign in as    caseworker1
    Open the dossier    ${NUMBER}
    Get Element Count    css=.farde-documents-table a:has-text("${TERM}")    ==    1

Nobody decides on their own proposal
    [Tags]    essential
    Sign in as    records1
    Go To    ${URL}/thesaurus/social/correspondance-avis-its/@@propose?action=change
    Fill Text    id=field-synonyms    Avis ITS ${WIDTH}
    Fill Text    id=field-why    Ainsi nommé au courrier.
    Click    text="Relire avant d'envoyer"
    Click    text="Envoyer la proposition"
    Go To    ${URL}/thesaurus/@@thesaurus-proposals
    VAR    ${mine}    css=.farde-proposal:has-text("Avis ITS ${WIDTH}") >> nth=0
    Get Text    ${mine}    contains    un autre gestionnaire de l'information doit en décider
    Get Element Count    ${mine} >> text="Accepter"    ==    0
    Click    ${mine} >> text="Retirer ma proposition"
    The message says    Votre proposition est retirée

An invoice asks for its amount, in the way it is written in Belgium
    [Tags]    essential
    Sign in as    scan1
    Open the page of one file
    Get Element States    id=field-amount    contains    hidden
    Choose    document_type    FACTURES_CHARGES_MEDICALES
    Wait For Elements State    id=field-amount    visible
    The choice is kept    confidentiality    C2 · sensible
    Choose the file    ${SCAN}
    Find the dossier by name    ${TYPED}    ${NUMBER}
    Received today
    Fill Text    id=field-amount    douze euros
    Fill Text    id=field-creditor    Clinique Exemple
    File it
    The form says    amount    Ce montant n'est pas compris    Écrivez le montant en euros
    The field keeps    amount    douze euros
    The field keeps    creditor    Clinique Exemple
    The file is kept
    Fill Text    id=field-amount    1.234,56
    File it
    The message says    Le document est classé dans le dossier ${NUMBER}.

The tree is walked through with the keyboard alone
    Sign in as    records2
    Wait For Elements State    css=#thesaurus-tree[role=tree]
    Focus    id=thesaurus-tree >> css=li >> nth=0
    Keyboard Key    press    ArrowLeft
    Wait For Elements State    ${TYPE}    hidden
    Keyboard Key    press    ArrowRight
    Keyboard Key    press    End
    The tree stands at    FACTURES_CHARGES_TRANSPORT
    Keyboard Key    press    Home
    The tree stands at    SOCIAL
    Keyboard Key    press    ArrowDown
    Keyboard Key    press    d
    Keyboard Key    press    o
    The tree stands at    DOCUMENTS JURIDIQUES_NON_CONTENTIEUX
    Keyboard Key    press    Enter
    Wait For Condition    Url    contains    /documents-juridiques-non-contentieux
    Get Text    css=h1    ==    DOCUMENTS JURIDIQUES_NON_CONTENTIEUX

An entry is dragged onto another type, and why is asked
    Sign in as    records2
    Wait For Elements State    css=#thesaurus-tree[role=tree]
    Drag And Drop    ${KIND} >> css=.farde-tree-row    ${OTHER}    steps=5
    Get Text    id=thesaurus-move    contains    ATTESTATIONS EMPLOI
    Get Text    id=thesaurus-move    contains    ATTESTATIONS DONNEES BANCAIRES
    Fill Text    id=thesaurus-move-why    Toujours remis avec l'extrait de compte.
    Click    id=thesaurus-move >> text="Envoyer la proposition"
    The message says    Votre proposition est envoyée
    Get Text    css=.farde-proposal >> nth=0    contains    Toujours remis avec l'extrait de compte.


*** Keywords ***
The tree stands at
    [Arguments]    ${label}
    ${here}=    Evaluate JavaScript    ${None}
    ...    () => document.activeElement.querySelector(".farde-tree-label")?.textContent
    Should Be Equal    ${here}    ${label}
