"""Organisations, agencies and funds: code, type, parent, names (the proper one first); and groups of states."""

ORGANISATIONS = """
ADB multilateral - Asian Development Bank|ADB
ADF fund - African Development Fund
AFDB multilateral - African Development Bank|AfDB|African Development Bank Group
AIIB multilateral - Asian Infrastructure Investment Bank|AIIB
ASEAN multilateral - Association of Southeast Asian Nations|ASEAN|Association of South-East Asian Nations
AFRICANUNION multilateral - African Union|AU
BADEA multilateral - Arab Bank for Economic Development in Africa|BADEA
BII agency GB British International Investment
BRICS group - BRICS
CAF multilateral - Development Bank of Latin America|CAF
CARICOM multilateral - Caribbean Community|CARICOM|Caricom
CDB multilateral - Caribbean Development Bank
CDBCN agency CN China Development Bank
CERF fund UN Central Emergency Response Fund|CERF
CEXIM agency CN Export-Import Bank of China|China Exim Bank|China Eximbank
CEPI ngo - Coalition for Epidemic Preparedness Innovations|CEPI
CIDCA agency CN China International Development Cooperation Agency|CIDCA
COE multilateral - Council of Europe
COVAX fund - COVAX|COVAX Facility|COVAX AMC
DFC agency US Development Finance Corporation|U.S. International Development Finance Corporation|DFC
EBRD multilateral - European Bank for Reconstruction and Development|EBRD
ECHO agency EU European Civil Protection and Humanitarian Aid Operations
ECOWAS multilateral - Economic Community of West African States|ECOWAS
EDCF fund KR Economic Development Cooperation Fund|EDCF
EIB multilateral - European Investment Bank|EIB
EU group - European Union|EU|E.U.|Europe|EU member states|European nations|European countries
    |European Commission|Team Europe|European Council
FAO multilateral UN Food and Agriculture Organization|FAO|Food and Agriculture Organisation
FRLD fund - Fund for Responding to Loss and Damage|Loss and Damage Fund|loss and damage fund
    |Loss and Damage fund
GATES ngo - Bill & Melinda Gates Foundation|Gates Foundation|Bill and Melinda Gates Foundation
GAVI ngo - Gavi, the Vaccine Alliance|Gavi|GAVI|Vaccine Alliance
GCC multilateral - Gulf Cooperation Council|GCC
GCF fund - Green Climate Fund|GCF
GEF fund - Global Environment Facility|GEF
GFATM fund - Global Fund to Fight AIDS, Tuberculosis and Malaria|Global Fund
GIZ agency DE Deutsche Gesellschaft für Internationale Zusammenarbeit|GIZ
GPE fund - Global Partnership for Education
GROUP7 group - Group of Seven|G7|G-7
G20 group - Group of Twenty|G20|G-20
IADB multilateral - Inter-American Development Bank|IDB
ICRC ngo - International Committee of the Red Cross|ICRC
IDA multilateral WORLDBANK International Development Association|IDA
IFAD multilateral UN International Fund for Agricultural Development|IFAD
IFC multilateral WORLDBANK International Finance Corporation|IFC
IFRC ngo - International Federation of Red Cross and Red Crescent Societies|IFRC
IMF multilateral - International Monetary Fund|IMF
IOM multilateral UN International Organization for Migration|IOM
ISDB multilateral - Islamic Development Bank|IsDB
JAIF fund ASEAN Japan-ASEAN Integration Fund|JAIF
JBIC agency JP Japan Bank for International Cooperation|JBIC
JICA agency JP Japan International Cooperation Agency|JICA
KEXIM agency KR Export-Import Bank of Korea|Korea Eximbank
KFW agency DE KfW|KfW Development Bank
KOICA agency KR Korea International Cooperation Agency|KOICA
KSRELIEF agency SA King Salman Humanitarian Aid and Relief Centre|KSrelief
LAS multilateral - Arab League|League of Arab States
MCC agency US Millennium Challenge Corporation|MCC
MRC multilateral - Mekong River Commission
NATO multilateral - NATO|North Atlantic Treaty Organization
NDB multilateral - New Development Bank|BRICS bank
OAS multilateral - Organization of American States|OAS
OCHA multilateral UN Office for the Coordination of Humanitarian Affairs|OCHA
OECD multilateral - Organisation for Economic Co-operation and Development|OECD
OPECFUND fund - OPEC Fund for International Development|OPEC Fund
PANDEMICFUND fund - Pandemic Fund|World Bank Pandemic Fund
PEPFAR agency US PEPFAR
PIF multilateral - Pacific Islands Forum|PIF
PAHO multilateral UN Pan American Health Organization|PAHO
QFFD fund QA Qatar Fund for Development|QFFD
SAARC multilateral - South Asian Association for Regional Cooperation|SAARC
SADC multilateral - Southern African Development Community|SADC
SCO multilateral - Shanghai Cooperation Organisation|Shanghai Cooperation Organization|SCO
SFD fund SA Saudi Fund for Development
SIDA agency SE Swedish International Development Cooperation Agency|Sida
TIKA agency TR Turkish Cooperation and Coordination Agency|TIKA
UN group - United Nations|UN|U.N.
UNDP multilateral UN United Nations Development Programme|UNDP|UN Development Programme
UNEP multilateral UN United Nations Environment Programme|UNEP
UNESCO multilateral UN UNESCO
UNFPA multilateral UN United Nations Population Fund|UNFPA|UN Population Fund
UNHCR multilateral UN United Nations High Commissioner for Refugees|UNHCR|UN Refugee Agency|U.N. refugee agency
UNICEF multilateral UN United Nations Children's Fund|UNICEF|Unicef
UNRWA multilateral UN UNRWA|United Nations Relief and Works Agency
UNWOMEN multilateral UN UN Women
USEXIM agency US Export-Import Bank of the United States|U.S. Export-Import Bank|US Export-Import Bank
    |US Exim Bank
USAID agency US United States Agency for International Development|USAID
    |U.S. Agency for International Development
WFP multilateral UN World Food Programme|WFP|World Food Program|UN World Food Programme
WHO multilateral UN World Health Organization|WHO|World Health Organisation
WORLDBANK multilateral - World Bank|World Bank Group|IBRD
WTO multilateral - World Trade Organization|WTO
"""

GROUPS = """
AFRICA African countries|African nations|African states|Africa|African continent|African partners
ANDEAN Andean countries
ARABSTATES Arab states|Arab countries
BALTICS Baltic states|Baltic countries
CARIBBEAN Caribbean countries|Caribbean nations|Caribbean states|Caribbean|Caribbean island states
CENTRALAM Central American countries|Central America
CENTRALASIA Central Asian countries|Central Asian states|Central Asia|Central Asian republics
    |Central Asian nations
CEEC Central and Eastern European countries
DEVELOPING developing countries|developing nations|developing world|poorer countries|poor countries
    |poorer nations|poor nations|low-income countries|vulnerable countries|vulnerable nations
    |climate-vulnerable countries|low- and middle-income countries|Global South|global South
HORN Horn of Africa
INDOPACIFIC Indo-Pacific|Indo-Pacific region|Indo-Pacific countries
LATAM Latin American countries|Latin America|Latin America and the Caribbean
    |Latin American and Caribbean countries|Latin American nations
LDCS least developed countries|least-developed countries
MEKONG Mekong countries|Mekong region|Mekong nations|Lower Mekong countries
MIDEAST Middle East|Middle Eastern countries
NORDICS Nordic countries|Nordics
PACIFIC Pacific island countries|Pacific Island countries|Pacific islands|Pacific Islands|Pacific island nations
    |Pacific Island nations|Pacific Island Countries|Pacific Islands nations|Pacific island states|Pacific nations
    |Pacific neighbours|Pacific Islands Countries|Pacific countries|the Pacific
SAHEL Sahel|Sahel countries
SEASIA Southeast Asia|Southeast Asian countries|Southeast Asian nations|South-East Asia
SIDS small island developing states|small island states|Small Island Developing States
SOUTHASIA South Asia|South Asian countries
SSAFRICA sub-Saharan Africa|Sub-Saharan Africa
WBALKANS Western Balkans
"""
"""Groups without a charter; each is a party of the type `group`."""
