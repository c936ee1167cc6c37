"""Published numbers, each with the system that reached it, and where each set comes from."""

from __future__ import annotations

ORIGIN = {
    "gold": "Wikinews in MEANTIME, and the example corpus; read twice for this project",
    "origins": "Wikinews in MEANTIME and the example corpus, edited by code; no published numbers",
    "corruptions": "Wikinews in MEANTIME, documents of SummEdits, changed by code; none published",
    "polnear": "networkdynamics/PolNeAR @ c3eee83; cofe-ai/CofeNet @ 7904299",
    "newsquant": "vivkaz/CQE @ e877fe6",
    "tempeval3": "TimeBank and AQUAINT in qiangning/StructTempRel-EMNLP17 @ d6518a5",
    "geoparsing": "milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation @ 6947d46",
    "re3d": "dstl/re3d @ b061ff0",
    "meantime": "newsreader English corpus in qiangning/StructTempRel-EMNLP17 @ d6518a5",
    "uncertainty": "FactBank in meyersbs/uncertainty @ 63c37ac",
    "ecbplus": "ECB+ in cltl/ECB-parser @ eba7c4d",
    "summedits": "salesforce/factualNLG @ 0da1dfa",
    "qags": "W4ngatang/qags @ 47798e9",
    "muc4": "MUC-4 in xinyadu/gtt @ d829ed8, parts tst1 and tst2",
}

# PolNeAR: test split of CofeNet's sentence view. NewsQuant: all 590 sentences. TempEval-3: the
# platinum set. Geoparsing: tagging on GeoWebNews; resolution on subsets. MUC-4: the part TST3.
PUBLISHED = {
    ("ecbplus", "b3_f1"): "TF-IDF with average link, which sees all at once: 88.3 on topics 1-35",
    ("polnear", "source_f1"): "BERT-Cofe 83.2, BiLSTM-CRF 69.6, CRF 50.6, CoreNLP 13.9",
    ("polnear", "cue_f1"): "BERT-Cofe 75.3, BiLSTM-CRF 66.7, CRF 53.4",
    ("polnear", "content_f1"): "BERT-Cofe 72.9, BiLSTM-CRF 59.0, CRF 28.6, CoreNLP 17.5",
    ("newsquant", "value_f1"): "CQE 91.9, quantulum3 73.1, GPT-3 70.6",
    ("newsquant", "value_unit_f1"): "CQE 85.5, GPT-3 59.1, quantulum3 47.1",
    ("newsquant", "value_change_f1"): "CQE 88.0, GPT-3 51.9",
    ("tempeval3", "relaxed_f1"): "HeidelTime 90.3",
    ("tempeval3", "strict_f1"): "HeidelTime 81.3",
    ("tempeval3", "value_f1"): "HeidelTime 77.6, SUTime 67.4",
    ("geoparsing", "GWN_span_f1"): "Google 2018 83.2, spaCy 2018 74.9",
    ("geoparsing", "GWN_acc161_answered"): "Mordecai3 94.1",
    ("geoparsing", "LGL_acc161_answered"): "Mordecai3 82.7",
    ("summedits", "balanced_accuracy"): "human 90.0, GPT-4 83.3, QAFactEval 74.4, SummaC-Conv 61.9",
    ("qags", "cnndm_balanced_accuracy"): "QAFactEval 75, SummaC-Conv 67",
    ("qags", "xsum_balanced_accuracy"): "QAFactEval 76, SummaC-Conv 72",
    ("muc4", "date_r"): "GE NLToolset 61",
    ("muc4", "date_p"): "GE NLToolset 57",
    ("muc4", "location_r"): "GE NLToolset 63",
    ("muc4", "location_p"): "GE NLToolset 59",
    ("muc4", "type_r"): "GE NLToolset 78",
    ("muc4", "type_p"): "GE NLToolset 72",
    ("muc4", "perpetrator_confidence_r"): "GE NLToolset 24",
    ("muc4", "perpetrator_confidence_p"): "GE NLToolset 30",
    ("muc4", "victim_number_r"): "GE NLToolset 66",
    ("muc4", "victim_number_p"): "GE NLToolset 56",
}
